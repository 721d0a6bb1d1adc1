"""What Telegram says of the bot: token, modes that @BotFather sets, the webhook, and the profile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from telegram import Bot, ChatMember, ChatMemberRestricted, User, WebhookInfo
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.core.knowledge import Knowledge
from bot.doctor.findings import Finding, fault, note, ok
from bot.settings import OrganisersPlace, Secret, Webhook
from bot.telegram.incoming.webhook import differs
from bot.telegram.outgoing.http import CertificateError, NameNotFoundError, NoAnswerError, ProxyError, Requests, bot_at
from bot.telegram.profile import outdated_parts
from bot.telegram.update import UPDATES

MANY = 100
"""Updates that may wait at Telegram; more of them mean that nobody takes them."""
LATELY = timedelta(hours=1)
TELEGRAMS_PORTS = (443, 80, 88, 8443)


async def examine_bot(
    token: Secret,
    api_url: str,
    webhook: Webhook | None,
    knowledge: Knowledge | None,
    organisers: OrganisersPlace | None,
) -> AsyncIterator[Finding]:
    """Only asks; a bot that runs at the same time notices nothing."""
    # Asked as the bot itself asks, by the same proxy.
    bot = bot_at(api_url, token, Requests(1), Requests(1))
    try:
        async with bot:
            yield ok("token", f"Telegram knows it as @{bot.username}")
            for finding in [*_modes(bot.bot), *_webhook(await bot.get_webhook_info(), webhook)]:
                yield finding
            if organisers:
                yield await _organisers(bot, organisers)
            if knowledge:
                yield await _profile(bot, knowledge)
    except InvalidToken:
        yield fault("token", "Telegram does not accept it", "copy it again from @BotFather, or make a new one there")
    except TelegramError as error:
        yield fault("telegram", f"could not be asked ({type(error).__name__})", _cure_of(error))


def _cure_of(error: TelegramError) -> str:
    match error:
        case NameNotFoundError():
            return "DNS does not find the server: check the network, /etc/resolv.conf and TELEGRAM_API_URL"
        case CertificateError():
            return "its certificate is not trusted: is the clock right, does something else answer in its place?"
        case ProxyError():
            return "the proxy is out of reach or refuses: check HTTPS_PROXY and NO_PROXY"
        case NoAnswerError():
            return "what answers there has trouble of its own (5xx): wait, and ask again"
    return "check the network, TELEGRAM_API_URL and the proxy settings; then ask again"


def _modes(me: User) -> Iterator[Finding]:
    if me.can_read_all_group_messages:
        yield fault("privacy mode", "the bot reads all messages of its groups", "@BotFather: /setprivacy → Enable")
    else:
        yield ok("privacy mode", "in groups the bot gets only what is meant for it")
    if me.supports_inline_queries:
        yield fault("inline", "what people type after the bot's name is sent to it", "@BotFather: /setinline → off")
    else:
        yield ok("inline", "off")
    if me.supports_guest_queries:
        yield fault("guest mode", "the bot can be called into chats of others", "@BotFather: turn guest mode off")
    if not me.can_join_groups:
        yield note("groups", "nobody can add the bot to a group", "if you want it there, @BotFather: /setjoingroups")


def _webhook(info: WebhookInfo, webhook: Webhook | None) -> Iterator[Finding]:
    host = urlsplit(info.url).hostname
    if webhook is None and info.url:
        what = f"updates go to {host}, so polling would get none"
        yield fault("webhook", what, "set WEBHOOK_URL as there, or start `senim run` without it, which removes it")
    elif webhook and not info.url:
        yield fault("webhook", "Telegram knows none", "start `senim run`, which sets it")
    elif webhook and differs(info, webhook, UPDATES):
        what = f"the one that Telegram has (at {host}) differs from WEBHOOK_URL, WEBHOOK_SECRET or what is asked for"
        yield fault("webhook", what, "restart `senim run`, which sets it; give all replicas the same settings")
    else:
        yield ok("webhook", f"set, at {host}" if webhook else "none, as polling needs it")
    yield from _trouble(info)
    if webhook and urlsplit(webhook.url).scheme == "https":
        port = urlsplit(webhook.url).port or 443
        if port not in TELEGRAMS_PORTS:
            yield fault("webhook", f"Telegram calls no port {port}", "use 443, 80, 88 or 8443 in WEBHOOK_URL")


def _trouble(info: WebhookInfo) -> Iterator[Finding]:
    if info.last_error_date and datetime.now(UTC) - info.last_error_date < LATELY:
        what = f"Telegram had trouble within the hour: {info.last_error_message}"
        cure = "open the address from outside; check certificate, load balancer and WEBHOOK_SECRET"
        # What could not be brought waits, and is brought again.
        over = note("webhook", f"{what}; it is over, since nothing waits there any more")
        yield fault("webhook", what, cure) if info.pending_update_count else over
    if info.pending_update_count > MANY:
        what = f"{info.pending_update_count} updates wait at Telegram"
        yield fault("updates", what, "is `senim run` running? Look at its log; add replicas if it cannot keep up")
    else:
        yield ok("updates", f"{info.pending_update_count} wait at Telegram")


async def _organisers(bot: Bot, place: OrganisersPlace) -> Finding:
    """Whether the bot can write there; nothing is written."""
    try:
        member = await bot.get_chat_member(place.chat, bot.id)
    except ChatMigrated as moved:
        cure = f"set ORGANISERS_CHAT_ID={moved.new_chat_id}"
        return fault("organisers", "their group became a supergroup, which has another number", cure)
    except (BadRequest, Forbidden) as error:
        cure = "add the bot to the group, and check ORGANISERS_CHAT_ID (docs/organisers.md says how to find it)"
        return fault("organisers", f"the bot does not see their group ({error.message})", cure)
    silenced = isinstance(member, ChatMemberRestricted) and not member.can_send_messages
    if silenced or member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return fault("organisers", "the bot may not write in their group", "add it there and let it send messages")
    return ok("organisers", "the bot can write in their group")


async def _profile(bot: Bot, knowledge: Knowledge) -> Finding:
    outdated = [part async for part in outdated_parts(bot, knowledge)]
    if outdated:
        return note(
            "profile", f"differs from the knowledge: {', '.join(outdated)}", "`senim run` sets it when it starts"
        )
    return ok("profile", "name, descriptions and commands are as the knowledge has them")
