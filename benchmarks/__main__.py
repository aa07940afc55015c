"""``python -m benchmarks``: every measure, one after another; ``python -m benchmarks.startup`` runs one."""

from benchmarks import clean_text, matching, repair, stages, startup, tui

if __name__ == "__main__":
    startup.main()
    stages.main()
    repair.main()
    clean_text.main()
    matching.main()
    tui.main()
