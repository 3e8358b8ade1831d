using ModelSync.Mutation.Mutants;

namespace ModelSync.Mutation.Judging;

/// <summary>A mutant and what became of it.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="KilledBy">The test that failed.</param>
public sealed record JudgedMutant(Mutant Mutant, Verdict Verdict, string? KilledBy = null)
{
    /// <summary>Whether somebody would have noticed the change.</summary>
    public bool IsFound => Verdict is Verdict.Killed or Verdict.TimedOut or Verdict.Crashed;
}
