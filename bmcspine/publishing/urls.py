from django.urls import path

from bmcspine.publishing import link_views

app_name = "publishing"

urlpatterns = [
    path("<str:token>/", link_views.review, name="review_link"),
    path("<str:token>/page/<int:number>/", link_views.page, name="review_link_page"),
]
