"""The verbs of review, in the order of the process. All take `session` first and `actor` by keyword.

intake.receive(session, call) -> [Candidacy]                       after the opening act; again is harmless
validation.decide(session, candidacy, {rule_id: Answer(finding, reason)})   one person, a whole sheet at once
validation.accept_passes(session, [candidacy]) -> int         first person, sheets the machine passed whole
validation.confirm(session, candidacy) / confirm_passes(session, [candidacy]) -> int   another person
validation.send_back(session, candidacy, reason)                    the second person disagrees
corrections.answer(session, correction, text, upload | None)        the organisation
commission.invite(session, call, SeatTerms(institution, sector, member, alternate | None, chair)) -> Seat
commission.set_calendar(session, call, declare_by, score_by)
commission.accept(session, seat) / decline(session, seat, reason)   as the person who was asked
conflicts.declare(session, seat, {candidacy_id: Declared(kind, reason)})    sheets are made here
sheets.save(session, sheet, {criterion_id: Mark(value, comment)}, revision) -> int
sheets.submit(session, sheet) / reopen(session, sheet, reason)      the member / the chair
sheets.discuss(session, candidacy, note)
ruling.draft(session, call, considerations) -> Ruling; ruling.close(session, ruling); ruling.sign(session, ruling, dissent)
donor.send(session, ruling); donor.decide(session, ruling, {candidacy_id: Reply(decision, reason)})
publication.publish(session, ruling)                                results, letters, awards offered
awards.accept(session, award) / decline / retract / contract
"""
