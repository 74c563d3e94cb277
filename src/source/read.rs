//! Reads a project from disk.
