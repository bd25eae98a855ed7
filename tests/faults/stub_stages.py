"""The stages and calls that a trial may strike: names of the project, nothing of it imported."""

STAGES = {
    "helpers.command.report": ["plan", "fill"],
    "helpers.publish.run": [
        "clear_leftovers", "is_whole", "build_edition", "add_downloads", "write_manifest",
        "find_gaps", "put_edition", "replace_folder", "write_outside", "point_latest", "drop_old",
    ],
    "helpers.publish.shelf": ["sync_tree", "sync_tree_top"],
    "helpers.publish.outside": ["write_changes", "write_feed", "write_brief", "write_index"],
    "helpers.__main__": ["settle"],
}  # fmt: skip
CALLS = ("open", "write", "fsync", "rename", "symlink", "mkdir")
