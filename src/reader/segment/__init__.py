"""Segment: where words begin and end.

`words.cutter()` gives the segmenter; `stage.segment_block` cuts one block with it.
"""
