"""``python -m benchmarks``: every measure, one after another; ``python -m benchmarks.startup`` runs one."""

from benchmarks import stages, startup, tui

if __name__ == "__main__":
    startup.main()
    stages.main()
    tui.main()
