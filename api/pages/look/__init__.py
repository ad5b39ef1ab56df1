"""The look all pages share: one frame, one stylesheet, small icons, strict headers."""
