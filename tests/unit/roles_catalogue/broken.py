"""One way or more to break each rule of the catalogue, and what must be said about it."""

from tests.unit.roles_catalogue.spoiling import (
    APPRENTICESHIP,
    BAND_UNKNOWN,
    DEGREE,
    DIRECT,
    PROMOTION,
    T_LEVEL,
    TALENT_HUB,
    Broken,
    put,
    route,
    threefold,
    twin,
)
from tests.unit.roles_catalogue.workbench import HELPER, NURSE

BROKEN = [
    # What a role points to
    Broken(
        "bands-known",
        put(NURSE, "pay", "band_row", value="astronaut"),
        "band_row astronaut is not in role_bands.csv",
        NURSE,
    ),
    Broken(
        "bands-known",
        put(NURSE, "pay", "bands", value=["5", "6"]),
        "band 6 is outside nurse-newly-qualified (5 to 5)",
        NURSE,
    ),
    Broken(
        "bands-known",
        put(NURSE, "pay", "bands", value=["10"]),
        "band '10' is not one of 2, 3, 4",
        NURSE,
    ),
    Broken(
        "no-band-known",
        lambda roles: roles[NURSE].update(
            pay=BAND_UNKNOWN, other_names=["Nurse (newly qualified)"]
        ),
        "knows 'Nurse (newly qualified)': use band_row nurse-newly-qualified",
        NURSE,
    ),
    Broken(
        "pay-says-what-to-ask",
        put(HELPER, "pay", "varies_because", value="Each firm sets its own rate."),
        "should say what to ask",
    ),
    Broken(
        "pay-says-what-to-ask",
        put(NURSE, "pay", value=BAND_UNKNOWN | {"varies_because": "It varies, so ask first."}),
        "should say what the band depends on",
        NURSE,
    ),
    Broken(
        "next-step-age",
        put(HELPER, "next_step", value={"text": "Ask Forum Central.", "row": "forumcentral-1"}),
        "forumcentral-1, whose source is of 2020-08-11; say the year (2020)",
    ),
    Broken(
        "next-step-age",
        put(
            HELPER,
            "next_step",
            value={"text": "Since 2020 Manston Surgery takes students.", "row": "manston-1"},
        ),
        "say the year (2021 or 2023)",
    ),
    Broken("employers-known", put(HELPER, "employers", value=["nasa"]), "employer nasa is not in"),
    Broken(
        "employers-known",
        put(HELPER, "employers", value=["leedsca"]),
        "leedsca is a network, which employs nobody",
    ),
    Broken("employers-known", put(HELPER, "employers", value=["asc"]), "asc is a system"),
    Broken("next-step-row", put(HELPER, "next_step", "row", value="x-1"), "x-1 is in no Leeds"),
    Broken("next-step-row", put(HELPER, "next_step", "row", value="hwf-1"), "is marked ended"),
    Broken("next-step-row", put(HELPER, "next_step", "row", value="portal-1"), "marked staff"),
    Broken("next-step-row", put(HELPER, "next_step", "row", value="ccl-1"), "marked background"),
    Broken("soc-known", put(HELPER, "soc2020", value="9999"), "soc2020 9999 is not in soc2020.csv"),
    Broken(
        "onet-known",
        put(HELPER, "onet", 0, "code", value="99-9999.00"),
        "O*NET 99-9999.00 is in none of the three onet tables",
    ),
    Broken(
        "onet-known",
        put(HELPER, "onet", 0, "code", value="29-1212.00"),
        "O*NET 29-1212.00 (Cardiologists) has no values",
    ),
    Broken(
        "esco-known",
        put(HELPER, "esco", value=[{"code": "5322.9", "confidence": "high"}]),
        "ESCO 5322.9 is not in esco_occupations.csv",
    ),
    Broken(
        "esco-known",
        put(
            HELPER,
            "esco",
            value=[{"code": "5322.1", "confidence": how} for how in ("high", "low")],
        ),
        "ESCO 5322.1 is there more than once; keep one link",
    ),
    Broken(
        "regulation-row",
        put(NURSE, "regulation", value={"status": "regulated"}),
        "a regulated role needs a row",
        NURSE,
    ),
    Broken(
        "regulation-row",
        put(NURSE, "regulation", "row", value="nmc-astronaut"),
        "nmc-astronaut is not in regulated_professions.csv",
        NURSE,
    ),
    Broken(
        "regulation-row",
        put(HELPER, "regulation", "row", value="nmc-nurse"),
        "not_regulated, but names the row nmc-nurse",
    ),
    Broken(
        "regulation-row",
        put(NURSE, "regulation", "row", value="ahcs-healthcare-science-practitioner"),
        "is a voluntary register, but the status is regulated",
        NURSE,
    ),
    Broken(
        "regulation-row",
        put(HELPER, "regulation", value={"status": "voluntary_register", "row": "nmc-nurse"}),
        "nmc-nurse is a statutory register, but the status is voluntary_register",
    ),
    Broken(
        "regulated-title",
        put(HELPER, "title", value="Community paramedic"),
        "the title holds 'Paramedic', which is protected",
    ),
    Broken(
        "regulated-title",
        put(HELPER, "title", value="Dental nurse"),
        "the title holds 'Dental nurse', which is protected",
    ),
    Broken(
        "paths-agree",
        put(HELPER, "leads_to", value=[{"role": HELPER}, {"role": NURSE}]),
        "names the role itself",
    ),
    Broken(
        "paths-agree",
        put(HELPER, "leads_to", value=[{"role": "x"}, {"role": NURSE}]),
        "x, which is no role",
    ),
    Broken(
        "paths-agree",
        put(HELPER, "leads_to", value=[{"role": NURSE}, {"role": NURSE}]),
        "night-nurse more than",
    ),
    Broken(
        "promotion-on-path",
        put(HELPER, "leads_to", value=[]),
        "night-nurse has a way in from here; add it to leads_to",
    ),
    Broken("no-orphan", put(HELPER, "leads_to", value=[]), "no move leads here or on from here"),
    Broken(
        "role-requirement-known",
        route(PROMOTION, "requirements", [{"kind": "role", "role_id": "astronaut"}], NURSE),
        "asks for astronaut, which is no role",
        NURSE,
    ),
    Broken(
        "role-requirement-known",
        route(PROMOTION, "requirements", [{"kind": "role", "role_id": NURSE}], NURSE),
        "a way in asks for the role itself",
        NURSE,
    ),
    Broken("titles-unique", put(NURSE, "title", value="home Helper"), "home-helper has", NURSE),
    Broken(
        "titles-unique",
        put(HELPER, "other_names", value=["night nurse"]),
        "the other name 'night nurse' is the title of night-nurse",
    ),
    Broken(
        "registration-known",
        route(DEGREE, "requirements", [{"kind": "registration", "profession": "pilot"}], NURSE),
        "no row of regulated_professions.csv is called 'pilot'",
        NURSE,
    ),
    # Ways in
    Broken("route-reference", route(DIRECT, "reference", "ST0005"), "a direct route has no table"),
    Broken("route-reference", route(APPRENTICESHIP, "reference", None), "needs a reference"),
    Broken(
        "route-reference",
        route(APPRENTICESHIP, "reference", "ST9999"),
        "ST9999 is no row of apprenticeship_standards.csv",
    ),
    Broken("route-reference", route(T_LEVEL, "reference", "magic"), "magic is no row of t_levels"),
    Broken("route-reference", route(TALENT_HUB, "reference", "wca-1"), "wca-1 is no row of"),
    Broken("providers-known", route(T_LEVEL, "providers", ["hogwarts-1"]), "hogwarts-1 is no row"),
    Broken(
        "apprenticeship-funded",
        route(APPRENTICESHIP, "reference", "ST0384"),
        "funding for ST0384 (Team leader) is withdrawn from 2026-09-01",
    ),
    Broken(
        "apprenticeship-level",
        route(APPRENTICESHIP, "label", "Level 3 apprenticeship: adult care worker"),
        "the label should say level 2, as ST0005 (Adult care worker) does",
    ),
    Broken(
        "apprenticeship-level",
        route(APPRENTICESHIP, "label", "Adult care worker apprenticeship"),
        "the label should say level 2",
    ),
    Broken(
        "apprenticeship-level",
        route(APPRENTICESHIP, "label", "Degree apprenticeship: adult care worker"),
        "the label should say level 2",
    ),
    Broken(
        "apprenticeship-level",
        route(APPRENTICESHIP, "level", 3),
        "write level: 2, as ST0005 has it",
    ),
    Broken("apprenticeship-shape", route(APPRENTICESHIP, "earn", False), "write earn: true"),
    Broken(
        "apprenticeship-shape",
        route(APPRENTICESHIP, "requirements", []),
        "add the requirement {kind: job_offer}",
    ),
    Broken(
        "apprenticeship-ages",
        route(APPRENTICESHIP, "reference", "ST1472"),
        "ST1472 is limited to ages 16 to 24; add {kind: age, maximum: 24}",
    ),
    Broken(
        "t-level-open",
        route(T_LEVEL, "reference", "healthcare-science"),
        "the Healthcare Science T Level took its last new students by 2025-09-30",
    ),
    Broken("t-level-shape", route(T_LEVEL, "earn", True), "write earn: false"),
    Broken(
        "t-level-shape",
        route(T_LEVEL, "requirements", [{"kind": "age", "minimum": 16}]),
        "add {kind: age, minimum: 16, maximum: 18}",
    ),
    Broken(
        "degree-asks",
        route(DEGREE, "requirements", [{"kind": "level", "level": 2}], NURSE),
        "a degree needs {kind: level, level: 3} or more",
        NURSE,
    ),
    Broken("promotion-role", route(PROMOTION, "requirements", [], NURSE), "add {kind: role", NURSE),
    Broken(
        "talent-hub-open",
        route(TALENT_HUB, "first_step", "Ask at https://example.org today."),
        "how to join is not published",
    ),
    Broken(
        "talent-hub-open",
        route(TALENT_HUB, "first_step", "Ring the hub on 0113 2345678 today."),
        "how to join is not published",
    ),
    Broken(
        "source-row",
        route(APPRENTICESHIP, "source", "apprenticeship_standards.csv ST9999"),
        "the source's ST9999 is not in apprenticeship_standards.csv",
    ),
    Broken(
        "source-row",
        route(APPRENTICESHIP, "source", "apprenticeships.csv ST0005"),
        "the source names apprenticeships.csv, which is no table",
    ),
    Broken(
        "source-row",
        route(APPRENTICESHIP, "source", "apprenticeship_standards.csv"),
        "the source's (no row) is not in apprenticeship_standards.csv",
    ),
    Broken(
        "source-row",
        route(TALENT_HUB, "source", "everybody knows it"),
        "sourced, but the source names no table and row",
    ),
    Broken(
        "route-dates",
        lambda roles: roles[HELPER]["entry_routes"][DIRECT].update(
            valid_from="2027-01-01", valid_until="2026-12-31"
        ),
        "valid_from 2027-01-01 is after valid_until 2026-12-31",
    ),
    Broken(
        "route-due",
        route(DIRECT, "valid_until", "2026-11-20"),
        "route 1 (Straight in) ran out on 2026-11-20",
    ),
    # Ratings
    Broken("no-twins", twin(), "the same ratings and O*NET links as home-helper", "other"),
    Broken(
        "ratings-spread",
        lambda roles: roles[HELPER].update(
            conditions={name: 1 + (name == "people") for name in roles[HELPER]["conditions"]}
        ),
        "the ratings use only 1, 2",
    ),
    # Words
    Broken("no-adverts", put(HELPER, "pitch", value="A rewarding life."), "pitch says 'rewarding'"),
    Broken("no-adverts", put(HELPER, "skills", 0, value="tidy rooms!"), "skills has an exclam"),
    Broken(
        "no-adverts",
        route(DIRECT, "requirements", [{"kind": "note", "text": "Simply ask"}]),
        "entry_routes 1 note says 'Simply'",
    ),
    Broken(
        "no-adverts",
        put(HELPER, "regulation", "note", value="Made for service users."),
        "regulation.note says 'service users'",
    ),
    Broken("no-pounds", put(HELPER, "hours", value="£12 an hour, by day."), "hours holds a sum"),
    Broken(
        "no-pounds",
        put(HELPER, "pay", "varies_because", value="It is 25,000 pounds a year."),
        "pay.varies_because holds a sum",
    ),
    Broken("british-spelling", put(HELPER, "skills", 0, value="color and care"), "says 'color'"),
    Broken("british-spelling", put(HELPER, "pitch", value="Travelers meet you."), "'Travelers'"),
    Broken("no-stereotypes", put(HELPER, "pitch", value="A job for the lads."), "says 'lads'"),
    Broken("lengths", put(HELPER, "day", value="You ring a bell. " * 9), "day has 36 words"),
    Broken(
        "lengths", put(HELPER, "suits_you", value="You like the old. " * 18), "suits_you has 72"
    ),
    # Spelling
    Broken(
        "spelling",
        put(HELPER, "pitch", value="You cook and chat in a hosue that is not yours."),
        "pitch says 'hosue', which the British dictionary lacks; did you mean house or",
    ),
    Broken("spelling", put(HELPER, "skills", 0, value="an organized round"), "'organized', which"),
    Broken("spelling", put(HELPER, "title", value="Home helpper"), "title says 'helpper'"),
    Broken(
        "spelling", route(DIRECT, "label", "Streight in"), "entry_routes 1 label says 'Streight'"
    ),
    Broken(
        "spelling",
        put(HELPER, "hours", value="Usually evennings-only shifts, and bank holidays."),
        "hours says 'evennings-only'",
    ),
    # Sameness
    Broken(
        "no-repeats",
        put(NURSE, "pitch", value="Heat the soup, and sit down while it is eaten."),
        "pitch repeats home-helper (what_you_do): 'Heat the soup, and sit",
        NURSE,
    ),
    Broken(
        "no-near-repeats",
        put(NURSE, "pitch", value="You cook, clean and chat in a house that is not ours."),
        "is nearly home-helper's 'You cook, clean and chat in a house that is not yours.'",
        NURSE,
    ),
    Broken(
        "no-copied-phrasing",
        threefold("Some days you cook, clean and chat in a house of stairs."),
        "pitch says 'you cook clean and chat in a house', as home-helper, night-nurse do",
        "other",
    ),
    Broken(
        "texts-alike",
        twin(pitch="You cook, wash and chat in a house that is not yours."),
        "pitch is too near to home-helper's (0.",
        "other",
    ),
    Broken(
        "texts-alike",  # the same story in another order
        lambda roles: roles[NURSE].update(what_you_do=roles[HELPER]["what_you_do"][::-1]),
        "what_you_do is too near to home-helper's (0.70, and 0.3 is the bound)",
        NURSE,
    ),
    # Reading
    Broken(
        "reading-grade",
        put(
            HELPER,
            "pitch",
            value="Facilitating individualised rehabilitation, collaborating with "
            "multidisciplinary practitioners regarding independence.",
        ),
        "pitch is at reading grade",
    ),
    Broken(
        "reading-grade",  # none of them is past the bound for one sentence
        lambda roles: roles[HELPER].update(
            pitch="You operate noisy machinery while everybody upstairs is having breakfast.",
            hours="Usually regular evenings, whatever the ordinary timetable happened to say.",
            pay={
                "framework": "provider",
                "varies_because": "Every employer has different tables, "
                "so ask another worker about overtime.",
            },
            next_step={
                "text": "Discover whatever summer activities Academy ambassadors organise.",
                "row": "icare-1",
            },
        ),
        "the short fields (pitch, hard_parts, hours, pay.varies_because, next_step) are at",
    ),
]
