"""What may come in that is bad, what is expected then, and which tests hold it: a row for each, in the order of its subjects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """An input, what becomes of it, and the tests that hold it (FILE::TEST below tests/); none for a `format` of exports that
    there is not yet."""

    given: str
    expected: str
    tests: tuple[str, ...] = ()
    format: str | None = None


ROWS = (
    Row(
        "YAML: an alias bomb, anchors, tags, depth over 20, over the size limit, 200,000 open brackets",
        "refused with file:line:column",
        (
            "bad_input/test_flow_files.py::test_a_flow_that_could_harm_is_refused_with_its_place",
            "bad_input/test_flow_files.py::test_answers_that_could_harm_are_refused_with_their_place_and_nothing_is_saved",
            "bad_input/test_flow_files.py::test_a_flow_in_json_with_half_a_character_is_refused_with_its_place",
            "bad_input/test_flow_files.py::test_a_flow_over_the_size_limit_is_refused_before_it_is_read",
            "bad_input/test_flow_files.py::test_answers_over_the_size_limit_are_refused",
            "bad_input/test_any_flow.py::test_a_flow_file_with_any_bytes_changed_is_read_or_refused_with_its_place",
            "library/test_document.py::test_what_could_harm_or_cannot_be_read_is_refused_with_its_place",
            "library/test_document.py::test_two_hundred_thousand_levels_of_whole_json_are_refused",
            "library/test_document.py::test_twenty_levels_are_read_and_one_more_is_not",
            "library/test_library.py::test_a_file_over_the_size_limit_is_refused_and_one_at_the_limit_is_read",
        ),
    ),
    Row(
        "YAML: a key twice; `no`, `on`, `1.10`, `12:30`, `0777`",
        "refused naming the key; stay text",
        (
            "bad_input/test_flow_files.py::test_a_flow_that_could_harm_is_refused_with_its_place",
            "bad_input/test_flow_files.py::test_what_yaml_takes_for_something_else_stays_the_text_that_was_written",
            "bad_input/test_flow_files.py::test_an_option_that_yaml_takes_for_something_else_is_the_key_that_was_written",
            "library/test_document.py::test_a_scalar_stays_the_text_that_was_written",
        ),
    ),
    Row(
        "JSON: a key twice, NaN, Infinity, 100,000 deep, truncated, empty, NUL-filled, BOM, invalid UTF-8, 5,000 digits",
        "the entry is listed as unreadable, the file is not touched, the rest works",
        (
            "bad_input/test_journal_files.py::test_a_spoilt_entry_is_listed_as_unreadable_and_left_alone_by_every_command",
            "bad_input/test_journal_files.py::test_whatever_else_is_spoilt_no_command_stops_and_the_file_stays",
            "bad_input/test_any_entry.py::test_a_file_with_any_bytes_changed_is_read_or_named",
            "journal/test_reading.py::test_a_bad_entry_is_named_and_left_alone_and_the_rest_works",
            "journal/test_reading.py::test_asking_for_a_bad_entry_tells_why_in_one_line_without_its_words",
        ),
    ),
    Row(
        "a lone surrogate or NUL, typed or piped",
        "replaced by U+FFFD with a note; never a crash, never dropped text",
        (
            "bad_input/test_typed_text.py::test_what_no_file_can_hold_is_replaced_when_it_is_piped_and_that_is_said",
            "bad_input/test_typed_text.py::test_what_no_file_can_hold_is_replaced_when_it_is_typed_in_plain_mode_and_that_is_said",
            "bad_input/test_typed_text.py::test_what_no_file_can_hold_is_replaced_when_it_is_pasted",
            "terminal/test_plain_terminal.py::test_bytes_that_are_no_characters_do_no_harm",
            "cli/test_process.py::test_answers_that_are_not_utf_8_are_a_mistake_of_the_file",
        ),
    ),
    Row(
        "an answer of 10 MB",
        "saved, shown through the pager",
        (
            "bad_input/test_typed_text.py::test_a_very_long_answer_is_saved_and_shown_through_the_pager",
            "journal/test_reading.py::test_ten_megabytes_come_back_as_they_were",
            "terminal/test_asking.py::test_a_paste_of_any_length_arrives_whole",
            "terminal/test_plain_terminal.py::test_a_line_longer_than_a_terminal_collects_arrives_whole",
        ),
    ),
    Row(
        "an entry from a newer version",
        "read-only, unknown fields kept",
        (
            "bad_input/test_journal_files.py::test_an_entry_of_a_newer_program_is_shown_and_not_written_over",
            "journal/test_journal.py::test_what_a_newer_program_wrote_is_not_written_over",
            "bad_input/test_any_entry.py::test_an_entry_with_anything_changed_is_read_or_named",
        ),
    ),
    Row(
        "an id `../x`, `CON`, with a trailing newline",
        "refused",
        (
            "bad_input/test_journal_files.py::test_a_name_that_leads_out_of_the_journal_names_nothing",
            "bad_input/test_journal_files.py::test_a_change_that_names_a_file_outside_takes_nothing_back",
            "bad_input/test_journal_files.py::test_a_file_with_a_name_that_is_no_id_is_named_in_one_line_and_left_alone",
            "journal/test_journal.py::test_what_is_no_id_is_never_a_path",
            "journal/test_ids.py::test_what_is_not_wholly_an_id_is_refused",
        ),
    ),
    Row(
        "links in the journal",
        "a journal folder that is one works; files that are links are not followed out of it",
        (
            "bad_input/test_journal_files.py::test_a_journal_that_is_a_link_works_and_what_is_linked_in_it_is_not_followed_out",
            "journal/test_reading.py::test_an_entry_that_is_a_link_is_not_followed_out_of_the_journal",
            "journal/test_journal.py::test_a_folder_of_entries_that_is_a_link_is_neither_read_nor_written",
            "journal/test_journal.py::test_a_folder_of_setbacks_or_drafts_that_is_a_link_is_neither_read_nor_written",
            "cli/test_nothing_lost.py::test_the_trash_is_not_followed_out_of_the_journal",
        ),
    ),
    Row(
        "a clock going back, many ids in one millisecond",
        "ids unique, order by date then id",
        (
            "bad_input/test_journal_files.py::test_a_clock_that_goes_back_gives_ids_of_their_own_in_the_order_of_their_dates",
            "journal/test_ids.py::test_ids_are_unique_and_increase_however_the_clock_goes",
            "journal/test_ids.py::test_a_thousand_ids_in_one_millisecond_are_unique_whatever_chance_gives",
        ),
    ),
    Row(
        "ESC, C0, C1, bidi controls, U+2028, OSC 52, OSC 8 in text",
        "shown as visible glyphs, on screen and before the pager; stored unchanged",
        (
            "cli/test_hostile_journal.py::test_nothing_of_a_hostile_home_steers_a_terminal",
            "cli/test_hostile_journal.py::test_the_pager_of_a_real_terminal_is_given_nothing_that_steers_it",
            "cli/test_hostile_journal.py::test_json_holds_every_text_as_it_was_written",
            "house/test_one_way_out.py::test_nothing_but_the_ways_out_writes",
            "pages/test_visible.py::test_what_would_steer_a_terminal_is_shown_and_the_rest_left_as_it_is",
            "bad_input/test_any_page.py::test_any_page_is_shown_calmly_at_any_width",
            "bad_input/test_any_page.py::test_an_entry_with_anything_changed_is_shown_calmly",
            "bad_input/test_any_page.py::test_a_setback_is_shown_calmly_whatever_one_of_its_entries_holds",
            "bad_input/test_any_page.py::test_every_view_is_shown_calmly_whatever_one_entry_holds",
        ),
    ),
    Row(
        "`[bold]`, `[/b]`, `[link=...]` in text",
        "literal",
        (
            "cli/test_hostile_journal.py::test_markup_stays_what_was_written",
            "house/test_one_way_out.py::test_nothing_is_read_as_markup",
            "terminal/test_paint.py::test_markup_in_words_is_only_words",
        ),
    ),
    Row("HTML export", "everything escaped, a CSP that allows no script, no outside resource", format="html"),
    Row(
        "Markdown export",
        "front matter by a YAML library; words cannot break the structure of the document",
        (
            "bad_input/test_any_export.py::test_a_page_of_anything_keeps_its_headings_and_has_no_others",
            "bad_input/test_any_export.py::test_an_entry_with_anything_changed_is_sound_markdown",
            "bad_input/test_any_export.py::test_a_setback_is_sound_markdown_whatever_one_of_its_entries_holds",
            "bad_input/test_any_export.py::test_a_whole_journal_is_sound_markdown_with_names_and_without",
            "export/test_escaping.py::test_words_are_shown_as_they_were_written",
            "export/test_markdown.py::test_any_title_comes_back_out_of_the_front_matter",
        ),
    ),
    Row(
        "JSON of what is read",
        "valid UTF-8 that gives back what was written",
        ("bad_input/test_any_export.py::test_an_entry_with_anything_changed_is_sound_json",),
    ),
    Row("ICS export", "escaped, folded at 75 bytes, CRLF cannot be injected", format="ics"),
    Row(
        "a file that is exported to",
        "exclusive create, 0600, written over only by --force",
        (
            "cli/test_exporting.py::test_a_file_is_new_and_for_its_owner_only",
            "cli/test_exporting.py::test_what_stands_there_is_written_over_only_by_force",
            "cli/test_exporting.py::test_a_link_is_not_written_through",
            "journal/test_durable.py::test_an_export_is_its_owners_only_and_never_overwrites_unless_told",
        ),
    ),
    Row(
        '`$EDITOR="code --wait"`, missing, failing, an empty result',
        "split without a shell; old text kept, temp file kept and named",
        (
            "terminal/test_editor.py::test_a_real_program_is_run_with_its_options",
            "terminal/test_editor.py::test_the_old_text_stays_when_the_editor_is_not_there",
            "terminal/test_editor.py::test_the_old_text_stays_when_the_editor_ends_with_an_error",
            "terminal/test_editor.py::test_what_an_editor_saved_before_it_ended_with_an_error_stays_and_is_named",
            "terminal/test_editor.py::test_an_emptied_file_leaves_the_text_and_says_how_it_is_emptied",
            "terminal/test_editor.py::test_a_quote_that_is_not_closed_names_no_editor",
        ),
    ),
    Row(
        "no HOME, read-only home, unknown uid",
        "one line naming REFLECT_HOME; answers stay in memory and another place is offered",
        (
            "cli/test_mistakes.py::test_without_a_home_one_line_names_the_way_out",
            "cli/test_mistakes.py::test_the_home_of_somebody_unknown_is_a_mistake_in_one_line",
            "cli/test_rescue.py::test_another_folder_takes_everything_along",
            "cli/test_rescue.py::test_who_gives_up_is_told_that_it_is_not_saved",
        ),
    ),
    Row(
        "an ASCII locale",
        "files are UTF-8 anyway; stdout never raises",
        ("cli/test_process.py::test_in_a_world_of_ascii_everything_is_saved_and_shown_as_well_as_it_can_be",),
    ),
    Row(
        "no TTY, TERM=dumb, 20 columns",
        "no colour, no cursor moves, wraps; never asks without a TTY",
        (
            "cli/test_process.py::test_nobody_is_asked_through_a_pipe",
            "cli/test_on_a_terminal.py::test_a_terminal_is_painted_and_the_words_are_the_same",
            "cli/test_screens.py::test_no_width_is_too_odd",
            "terminal/test_paint.py::test_no_line_is_wider_than_the_screen_or_ends_in_a_space",
            "terminal/test_console.py::test_a_terminal_that_calls_itself_dumb_is_as_wide_as_it_is",
            "bad_input/test_any_page.py::test_any_page_is_shown_calmly_at_any_width",
        ),
    ),
    Row("`| head`", "exit 141, nothing on stderr", ("cli/test_process.py::test_a_closed_pipe_is_no_cause_for_words",)),
    Row(
        "Ctrl-C, Ctrl-D, SIGHUP, SIGTERM at every prompt",
        "draft with half-typed text saved, the way back printed",
        (
            "durability/test_signals.py::test_every_prompt_is_ended_in_every_way_by_every_asker",
            "durability/test_signals.py::test_what_is_half_typed_is_there_again_whatever_ended_it",
            "cli/test_half_typed_survives.py::test_what_is_half_typed_survives",
        ),
    ),
    Row(
        "an index that is corrupt, missing, locked, read-only",
        "rebuilt or done without, no question",
        (
            "index/test_store.py::test_a_broken_index_is_made_anew",
            "index/test_store.py::test_an_index_that_lacks_something_is_made_anew",
            "index/test_store.py::test_where_nothing_can_be_written_it_is_done_without",
            "index/test_store.py::test_an_index_that_is_fresh_is_used_though_nothing_can_be_written",
            "index/test_store.py::test_a_cache_that_goes_between_any_two_questions_is_made_again",
        ),
    ),
    Row(
        "ENOSPC, EROFS, EFBIG, EMFILE, EIO on any write",
        "old data intact, clear message, exit 1",
        (
            "durability/test_full_disks.py::test_every_command_is_among_those_that_write_or_those_that_only_read",
            "durability/test_full_disks.py::test_what_was_there_before_stays_and_what_went_wrong_is_told_in_a_line",
            "cli/test_full_disk.py::test_at_whichever_moment_it_fails_it_is_saved_whole_or_said_not_to_be",
        ),
    ),
)
