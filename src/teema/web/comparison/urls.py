"""Addresses of the comparison's pages; all begin with the study's name."""

from django.urls import URLPattern, URLResolver, include, path

from teema.web.comparison.views import gap, gap_writes, keywords, network, search, segments

app_name = "comparison"
IN_A_STUDY = [
    path("segments/", segments.segments, name="segments"),
    path("gap/", gap.gap, name="gap"),
    path("gap/customers/", gap.by_customer, name="gap-customers"),
    path("gap/cell/", gap.cell, name="gap-cell"),
    path("gap/cell/confirm/", gap_writes.confirm, name="gap-confirm"),
    path("gap/cell/withdraw/", gap_writes.withdraw, name="gap-withdraw"),
    path("gap/customer/", gap.customer, name="gap-customer"),
    path("gap/customer/judge/", gap_writes.judge, name="gap-judge"),
    path("gap/customer/clear/", gap_writes.clear, name="gap-clear"),
    path("network/", network.network, name="network"),
    path("network/together/", network.together, name="together"),
    path("words/", search.search, name="search"),
    path("words/code/", search.code, name="code-hits"),
    path("words/saved/", search.save, name="save-search"),
    path("words/saved/<uuid:saved_search>/remove/", search.remove, name="remove-search"),
    path("words/typical/", keywords.keywords, name="keywords"),
    path("words/clouds/", keywords.clouds, name="clouds"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("s/<slug:study>/", include(IN_A_STUDY))]
