from hypothesis import given
from hypothesis import strategies as st

from reader.tui.layout import Layout, Row

heights = st.lists(st.integers(1, 5), min_size=1, max_size=30)


@given(heights, heights, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_lines_and_items_agree_however_much_is_exact(
    guesses: list[int], exact: list[int], asked: list[tuple[int, int]]
) -> None:
    exact = (exact * len(guesses))[: len(guesses)]
    layout = Layout(guesses, exact.__getitem__)
    known = list(guesses)
    for start, stop in asked:
        before = list(known)
        known[start:stop] = exact[start:stop]
        assert layout.settle(start, stop) == (known != before)
        assert layout.height == sum(known)
        for item in range(len(known)):
            top = sum(known[:item])
            assert layout.top(item) == top
            assert [layout.row(top + line) for line in range(known[item])] == [
                Row(item, line) for line in range(known[item])
            ]


def test_lines_outside_the_page_answer_with_its_ends() -> None:
    layout = Layout([2, 3], [2, 3].__getitem__)
    assert layout.row(-5) == Row(0, 0)
    assert layout.row(99) == Row(1, 2)


def test_what_has_changed_is_measured_again() -> None:
    exact = [1, 1, 1]
    layout = Layout([2, 2, 2], exact.__getitem__)
    layout.settle(0, 3)
    assert layout.next_unsettled() == 3
    exact[1] = 4
    layout.unsettle(1, 2)
    assert (layout.next_unsettled(), layout.settled(0), layout.settled(1)) == (1, True, False)
    assert layout.height == 3
    layout.settle(0, 3)
    assert layout.height == 6


def test_a_height_is_measured_once() -> None:
    measured: list[int] = []

    def measure(item: int) -> int:
        measured.append(item)
        return 1

    layout = Layout([1] * 5, measure)
    layout.settle(1, 3)
    layout.settle(0, 5)
    assert measured == [1, 2, 0, 3, 4]
