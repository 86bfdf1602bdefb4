#pragma once

#include "core/desk/predicate.h"
#include "core/desk/rule_sentence.h"

namespace mops::desk {

/// How far each subject of a frame is from the line between hit and no hit, in standard deviations
/// of the column that would have to move: positive for hits, negative for the others, infinite
/// where no number could change the answer. A form's "and" is as far as its nearest condition that
/// holds (or its farthest that does not), its "or" the other way round.
std::vector<double> marginsOf(const RuleForm& form, RuleSubject subject, const SubjectFrame& frame);

/// For conditions that no form can show: the smallest of a ladder of moves (in standard
/// deviations, 1/320 to 3.2) of any one number column that turns the answer. Stops at the move that
/// has turned at least `wanted` rows: those beyond it are as far as infinite. `hits` are the rows
/// that hold. Two passes over the frame for each column and move. Errors: those of rowsWhere().
Result<std::vector<double>> marginsByMoving(Predicate& predicate, RuleSubject subject,
                                            SubjectFrame& frame,
                                            const std::vector<std::uint32_t>& hits,
                                            std::size_t wanted, Deadline deadline,
                                            TaskContext& context);

} // namespace mops::desk
