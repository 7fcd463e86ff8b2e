from datetime import UTC, datetime

import pytest

from ingest.extract import extract
from news.article import Document, Origin

NOW = datetime(2021, 4, 1, tzinfo=UTC)
FIRST = (
    "Tugs and dredgers freed the container ship, which had blocked the canal for six days and held "
    "up hundreds of vessels at both of its ends, the authority said on Monday evening."
)
SECOND = (
    "The ships that waited began to move in the evening, and all of them will have passed within "
    "four days, said the head of the authority, who thanked the crews of the tugs by name."
)
THIRD = (
    "Insurers expect claims for years to come, since perishable goods were on board of many of the "
    "ships that waited, and since nobody knows yet who has to pay for the digging."
)


def text_of(body):
    page = f"<html><head><title>The canal is open</title></head><body>{body}</body></html>"
    name = "/n/a.html"
    return extract(Document(page.encode(), "text/html", NOW, Origin("file", name), name=name)).text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            f'<article><div class="body-text"><p>{FIRST}</p></div><div class="ad">Ad</div>'
            f'<div class="body-text"><p>{SECOND}</p></div><div class="body-text"><p>{THIRD}</p>'
            "</div></article>",
            id="of one parent",
        ),
        pytest.param(
            f'<article><div class="a"><div class="body-text x"><p>{FIRST}</p></div></div>'
            f'<div class="b"><div class="body-text x"><p>{SECOND}</p><p>{THIRD}</p></div></div>'
            "</article>",
            id="of one grandparent",
        ),
    ],
)
def test_an_article_cut_by_advertisements_is_found_whole(body):
    assert text_of(body).split("\n") == [FIRST, SECOND, THIRD]


def test_comments_of_one_class_are_not_joined_to_the_article():
    text = text_of(
        f'<article><div class="body-text"><p>{FIRST}</p><p>{SECOND}</p></div></article>'
        f'<div id="comments"><div class="comment-text"><p>{THIRD}</p></div>'
        f'<div class="comment-text"><p>{THIRD}</p></div></div>'
    )

    assert text == f"{FIRST}\n{SECOND}"


def test_an_embedded_post_is_part_of_the_article():
    post = "The canal is open again, and we thank everybody who waited with us for these six days."
    text = text_of(
        f'<article><div class="body-text"><p>{FIRST}</p><div class="social-media-embed">'
        f'<blockquote class="twitter-tweet"><p>{post}</p></blockquote></div><p>{SECOND}</p></div>'
        "</article>"
    )

    assert text.split("\n") == [FIRST, post, SECOND]


@pytest.mark.parametrize(
    "aside",
    [
        pytest.param(
            '<ul><li><a href="/1">What six days without a canal cost the world</a></li>'
            '<li><a href="/2">The crew of the ship may not go home yet</a></li></ul>',
            id="a list of links",
        ),
        pytest.param('<p><a href="/1">Watch the ship float again</a></p>', id="a link alone"),
        pytest.param(
            '<p>More here: <a href="/1">Who pays for six days of waiting</a></p>', id="labelled"
        ),
    ],
)
def test_links_that_only_lead_away_are_left_out(aside):
    text = text_of(
        f'<article><div class="body-text"><p>{FIRST}</p>{aside}<p>{SECOND}</p></div></article>'
    )

    assert text == f"{FIRST}\n{SECOND}"


def test_a_list_that_says_something_beside_its_links_stays():
    text = text_of(
        f'<article><div class="body-text"><p>{FIRST}</p><ul>'
        '<li><a href="/1">Suez</a>, where the ship ran aground on the eastern bank of it</li>'
        '<li><a href="/2">Ismailia</a>, where the tugs came from, all seven of them</li>'
        f"</ul><p>{SECOND}</p></div></article>"
    )

    assert "- Ismailia, where the tugs came from" in text


def test_a_page_of_menus_and_little_text_gives_the_text():
    menu = "".join(f"<div>Word {number}</div>" for number in range(60))
    text = text_of(f"<div>{menu}</div><div><p>{FIRST}</p><p>{SECOND}</p></div>")

    assert text == f"{FIRST}\n{SECOND}"
