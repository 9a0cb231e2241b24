"""Publish: looks the staged site over and exchanges it with the old one."""
