"""Addresses of the interviews."""

from django.urls import URLPattern, path

from teema.web.studies.views import interviews

urlpatterns: list[URLPattern] = [
    path("interviews/", interviews.interviews, name="interviews"),
    path("interviews/calendar/", interviews.calendar, name="calendar"),
    path("interviews/plan/", interviews.plan, name="plan-interview"),
    path("interviews.ics", interviews.invitations, name="invitations"),
    path("interviews/<uuid:interview>/", interviews.interview, name="interview"),
    path("interviews/<uuid:interview>/remove/", interviews.remove, name="remove-interview"),
    path("interviews/<uuid:interview>.ics", interviews.invitation, name="invitation"),
]
