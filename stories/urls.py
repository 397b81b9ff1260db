from django.urls import path

from stories import views

app_name = "stories"

urlpatterns = [
    path("stories/", views.list_stories, name="list"),
    path("stories/<slug:slug>/", views.detail, name="detail"),
]
