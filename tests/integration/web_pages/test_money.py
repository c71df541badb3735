"""Money and childcare: everything that the table has is on the page, and the page is found."""

from html import unescape

from flask.testing import FlaskClient

from compass.support.help_with_costs import help_with_costs


def test_the_page_has_all_help_with_its_sources(client: FlaskClient) -> None:
    html = unescape(client.get("/money").text)
    for row in help_with_costs():
        assert f'id="{row.id}"' in html
        for words in (row.name, row.for_whom, row.gives, row.not_for, row.how):
            assert words in html
        for source in row.sources:
            assert source.name in html
        assert f'href="{row.website}"' in html or not row.website


def test_pages_of_jobs_lead_to_it(client: FlaskClient) -> None:
    ways = client.get("/roles/porter").text.partition('id="ways-in"')[2].partition("</section>")[0]
    assert 'href="/money"' in ways
    assert 'href="/money"' in client.get("/").text
