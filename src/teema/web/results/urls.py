"""Addresses of the results' pages; all begin with the study's name."""

from django.urls import URLPattern, URLResolver, include, path

from teema.web.results.views import beside, checklist, evidence, findings, frozen, measures, pages, report

app_name = "results"
IN_A_STUDY: list[URLPattern] = [
    path("findings/", findings.findings, name="findings"),
    path("findings/new/", findings.new, name="new-finding"),
    path("findings/check/", findings.check, name="check-statement"),
    path("findings/use/", evidence.use, name="use-as-evidence"),
    path("findings/<uuid:finding>/", findings.finding, name="finding"),
    path("findings/<uuid:finding>/edit/", findings.edit, name="edit-finding"),
    path("findings/<uuid:finding>/remove/", findings.remove, name="remove-finding"),
    path("findings/<uuid:finding>/weigh/", evidence.weigh_codings, name="weigh"),
    path("findings/<uuid:finding>/link/", beside.link, name="link-finding"),
    path("findings/<uuid:finding>/explain/", beside.explain_finding, name="explain-finding"),
    path("findings/links/<uuid:link>/remove/", beside.unlink, name="unlink-finding"),
    path("findings/explanations/<uuid:explanation>/", beside.change_explanation, name="change-explanation"),
    path("findings/explanations/<uuid:explanation>/remove/", beside.remove_explanation, name="remove-explanation"),
    path("remarks/", beside.remark, name="remark"),
    path("remarks/<uuid:remark>/remove/", beside.remove_remark, name="remove-remark"),
    path("measures/", measures.measures, name="measures"),
    path("measures/new/", measures.new, name="new-measure"),
    path("measures/<uuid:measure>/", measures.measure, name="measure"),
    path("measures/<uuid:measure>/edit/", measures.edit, name="edit-measure"),
    path("measures/<uuid:measure>/mark/", measures.mark, name="mark-measure"),
    path("measures/<uuid:measure>/remove/", measures.remove, name="remove-measure"),
    path("measures/said-and-done/", pages.pages, name="customers-pages"),
    path("measures/said-and-done/file/", pages.save_all, name="save-customers-pages"),
    path("measures/said-and-done/<uuid:customer>/", pages.page, name="customers-page"),
    path("measures/said-and-done/<uuid:customer>/page/", pages.itself, name="customers-page-itself"),
    path("measures/said-and-done/<uuid:customer>/file/", pages.save, name="save-customers-page"),
    path("report/", report.report, name="report"),
    path("report/make/", report.make, name="make-report"),
    path("report/preview/", report.preview, name="preview"),
    path("report/preview/page/", report.previewed, name="previewed"),
    path("report/part/<path:part>/", report.passages, name="report-part"),
    path("report/coreq/", checklist.checklist, name="checklist"),
    path("report/coreq/<int:number>/", checklist.answer, name="answer"),
    path("report/frozen/", frozen.versions, name="frozen"),
    path("report/frozen/<uuid:frozen>/file/", frozen.file, name="frozen-file"),
    path("report/frozen/<uuid:frozen>/again/", frozen.again, name="frozen-again"),
    path("report/frozen/<uuid:frozen>/remove/", frozen.remove, name="frozen-remove"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("s/<slug:study>/", include(IN_A_STUDY))]
