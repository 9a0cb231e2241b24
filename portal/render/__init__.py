"""Render: pages of the plan to bytes, and the assets that go with them."""
