from django.urls import path

from bmcspine.images import views

app_name = "images"

urlpatterns = [
    path("images/<slug:name>-<int:width>.<str:ending>", views.picture, name="picture"),
]
