"""The days and words of the demo's story: one practice group in spring 2026."""

from datetime import UTC, datetime

SITE = "Übungsstandort Musterstadt"
LAND = "Niedersachsen"
COACH = "Petra Beispiel"
#: Guards invented people only.
PASSWORD = "drei blaue Tassen singen"
#: The participant who writes her papers herself, and her PIN.
PARTICIPANT = "Fatma"
PIN = "8361"
GROUP = "Frühjahr 2026 (Übung)"
LEGAL_BASIS = "Übung ohne Rechtsgrundlage"
CENTRE = "Übungszentrale"
CENTRE_PASSWORD = "vier gelbe Teller tanzen"

#: Moments in UTC; the room's clock is one hour ahead in winter, two in summer.
FIRST_DAY = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
FIRST_SESSION = datetime(2026, 3, 2, 11, 10, tzinfo=UTC)
SECOND_SESSION = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)
LAST_DAY = datetime(2026, 4, 24, 10, 30, tzinfo=UTC)
FOLLOW_UP_DAY = datetime(2026, 7, 27, 7, 30, tzinfo=UTC)
REPORT_DAY = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
