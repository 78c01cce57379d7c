"""The verbs of review, in the order of the process. All take `session` first and `actor` by keyword.

intake.receive(session, call) -> [Candidacy]                       after the opening act; again is harmless
validation.decide(session, candidacy, {rule_id: Answer(finding, reason)})   one person, a whole sheet at once
validation.accept_passes(session, [candidacy]) -> int               first person, sheets the machine passed whole
validation.confirm(session, candidacy) / confirm_passes(session, [candidacy]) -> int   another person
validation.send_back(session, candidacy, reason)                    the second person disagrees
corrections.answer(session, correction, candidacy, text, upload | None)     the organisation
commission.invite(session, call, SeatTerms(institution, sector, member, alternate | None, chair)) -> Seat
commission.set_calendar(session, call, declare_by=, score_by=)
commission.accept(session, seat) / decline(session, seat, reason)   as the person who was asked
conflicts.declare(session, seat, call, {candidacy_id: Declared(kind, reason)})   sheets are made here
sheets.save(session, sheet, {criterion_id: Mark(value, comment)}, revision=) -> int
sheets.submit(session, sheet) / reopen(session, sheet, reason)      the member / the chair
sheets.discuss(session, candidacy, note)
ties.vote(session, call, candidacy, votes)                          where the call leaves a tie to the commission
ruling.draft(session, call, considerations) -> Ruling / close(session, ruling, call)
ruling.sign(session, ruling_case, seen=digest, dissent=)            each seat; the last signature freezes
donor.send(session, ruling, call) / decide(session, ruling, call, {candidacy_id: Reply(decision, reason)})
donor.decide_without_donor(session, ruling, call)                   where the call asks for no approval
cut.name(session, call, {candidacy_id: Named(goes_on, reason)}) -> Cut    who goes on to the next round, in place of donor
cut.confirm(session, call, seen=cut.named_at)                       another person: results, letters, invitations
publication.publish(session, ruling, call)                          results, letters, awards offered
awards.accept(session, award) / decline(…, reason) / retract(…, reason) / contract(session, award)
"""
