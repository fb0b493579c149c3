"""Addresses of signing in and of users."""

from django.urls import URLPattern, URLResolver, path

from teema.web.accounts import views

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/<str:token>/", views.sign_in_by_link, name="sign-in-by-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("users/", views.users, name="users"),
    path("users/<int:user>/link/", views.new_link, name="new-link"),
    path("users/<int:user>/access/", views.access, name="access"),
]
