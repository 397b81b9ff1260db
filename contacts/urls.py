from django.urls import path

from contacts import views

app_name = "contacts"

urlpatterns = [path("contact/", views.list_contacts, name="list")]
