from django.urls import path

from procedures import views

app_name = "procedures"

urlpatterns = [
    path("procedures/", views.list_pages, name="list"),
    path("procedures/<slug:slug>/", views.detail, name="detail"),
    path("referral/", views.referral, name="referral"),
    path("glossary/", views.glossary, name="glossary"),
    path("evidence/", views.evidence, name="evidence"),
]
