"""The ids of the texts that the program itself says; a knowledge must have each in every language."""

REQUIRED_TEXTS = frozenset(
    """
    source.label
    contact.always contact.open contact.closed contact.unsure contact.no_hours contact.free contact.paid
    contact.seen contact.checked
    button.menu button.help button.language button.hide button.not_me button.more button.none
    menu.prompt
    choices.prompt
    fallback.text fallback.help
    soft_help
    language.prompt language.set
    media.voice media.other media.place media.long
    command.unknown
    button.old
    group.private group.open group.unknown
    late.text
    error.text
    hidden.all hidden.some
    profile.name profile.description profile.short
    command.language group.hello
    """.split()
)
