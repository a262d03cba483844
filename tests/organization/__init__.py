"""Tests of the organization."""
