"""The manifest, by which a browser can put the site beside the apps of a device."""

from __future__ import annotations

import json

PAPER = "#f7f1e6"
"""The ground of the pages, as `10-tokens.css` has it."""

ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))


def manifest(name: str, description: str, language: str) -> bytes:
    """The manifest of the site with this name. Its addresses are relative to its own, so it works below any path."""
    return json.dumps(
        {
            "name": name,
            "short_name": name,
            "description": description,
            "lang": language,
            "id": "./",
            "start_url": "./",
            "scope": "./",
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [_icon(size, purpose) for size, purpose in ICONS],
        },
        ensure_ascii=False,
        indent=2,
    ).encode()


def _icon(size: str, purpose: str) -> dict[str, str]:
    name = size if purpose == "any" else purpose
    return {"src": f"assets/img/icon-{name}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
