"""``python -m benchmarks``: every measure, one after another; ``python -m benchmarks.startup`` runs one."""

from benchmarks import clean_text, dictionary, exports, library, matching, pinyin, repair, stages, startup, tui

if __name__ == "__main__":
    startup.main()
    stages.main()
    repair.main()
    dictionary.main()
    clean_text.main()
    exports.main()
    pinyin.main()
    matching.main()
    library.main()
    tui.main()
