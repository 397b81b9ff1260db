from django.urls import path

from procedures import level_views, referral_views, views

app_name = "procedures"

urlpatterns = [
    path("procedures/", views.list_pages, name="list"),
    path("procedures/<slug:slug>/", views.detail, name="detail"),
    path("referral/", views.referral, name="referral"),
    path("referral/sheet/", referral_views.sheet, name="sheet"),
    path("referral/cover-sheet/", referral_views.cover_sheet, name="cover_sheet"),
    path("glossary/", views.glossary, name="glossary"),
    path("spine/", views.spine, name="spine"),
    path("spine/<slug:slug>/", level_views.place, name="place"),
    path("evidence/", views.evidence, name="evidence"),
]
