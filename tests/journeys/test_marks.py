"""The buttons that set the marks of a narrative, at a field without a server."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser
FORM = """<form data-bold="Tebal" data-italic="Miring" data-bullets="Daftar"
  data-numbers="Daftar bernomor"><label for="isu">Isu</label>
  <textarea id="isu"></textarea></form>"""


@pytest.fixture
def field(browser):
    page = browser.new_page()
    page.set_content(FORM)
    page.add_script_tag(path=settings.BASE_DIR / "static/js/narrative.js")
    yield page.get_by_label("Isu", exact=True).and_(page.locator("textarea"))
    page.close()


def press(field, button, *, of):
    """Choose these words in the field and press a button, or two keys."""
    field.evaluate(
        "(e, of) => { const at = e.value.indexOf(of); e.setSelectionRange(at, at + of.length); }",
        of,
    )
    if "+" in button:
        field.press(button)
    else:
        field.page.get_by_role("button", name=button, exact=True).click()
    return field.input_value()


def test_each_button_sets_its_marks_and_takes_them_away_again(field):
    field.fill("Kendala ialah hujan.\nJalan\nAlat")
    assert press(field, "Tebal", of="Kendala") == "**Kendala** ialah hujan.\nJalan\nAlat"
    assert press(field, "Control+i", of="hujan") == "**Kendala** ialah *hujan*.\nJalan\nAlat"
    assert press(field, "Daftar", of="Jalan\nAl").endswith("\n- Jalan\n- Alat")
    assert press(field, "Daftar bernomor", of="Jalan\n- Al").endswith("\n1. Jalan\n2. Alat")
    assert press(field, "Daftar bernomor", of="Jalan\n2. Al").endswith(".\nJalan\nAlat")
    assert press(field, "Tebal", of="**Kendala**") == "Kendala ialah *hujan*.\nJalan\nAlat"
    assert press(field, "Tebal", of="Jalan\nAlat").endswith("\n**Jalan**\n**Alat**")


def test_it_can_be_undone(field):
    field.fill("Kendala")
    press(field, "Tebal", of="Kendala")
    assert press(field, "Control+z", of="") == "Kendala"


@pytest.mark.parametrize(
    ("said", "typed", "asks"), [("", "", False), ("", "Hujan", True), (" data-unsaved", "", True)]
)
def test_leaving_words_that_were_not_saved_asks_first(browser, said, typed, asks):
    page, asked = browser.new_page(), []
    page.set_content(FORM.replace("<form", f"<form{said}"))
    page.add_script_tag(path=settings.BASE_DIR / "static/js/narrative.js")
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("textarea").click()
    page.keyboard.type(typed)
    page.goto("about:blank")
    page.close()
    assert asked == ["beforeunload"] * asks
