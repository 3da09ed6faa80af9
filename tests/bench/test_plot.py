from __future__ import annotations

from xml.etree import ElementTree as ET

from bench.plot import draw


def test_the_picture_is_an_image_with_a_line_and_a_label_for_each_thing() -> None:
    picture = ET.fromstring(  # noqa: S314 - made here
        draw({"`due`": {"1000": 0.02, "10000": 0.021}, "answer": {"1000": 0.002, "10000": 0.002}})
    )

    tags = [each.tag.rpartition("}")[2] for each in picture]
    texts = {each.text for each in picture}
    assert tags.count("polyline") == 2
    assert {"due", "answer", "1,000", "10,000"} <= texts


def test_a_cost_that_does_not_grow_is_a_level_line() -> None:
    picture = ET.fromstring(draw({"flat": {"1000": 0.01, "1000000": 0.01}}))  # noqa: S314 - made here

    (line,) = [each for each in picture if each.tag.endswith("polyline")]
    assert len({point.partition(",")[2] for point in line.attrib["points"].split()}) == 1
