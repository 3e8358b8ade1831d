using System.Globalization;

namespace ModelSync.Simulation;

/// <summary>A broken invariant.</summary>
/// <param name="Invariant">Its number in DESIGN section 4; 11 and up for those of the simulation itself.</param>
/// <param name="At">When, in simulated milliseconds.</param>
/// <param name="Message">What happened.</param>
internal sealed record Violation(int Invariant, long At, string Message)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"invariant {Invariant} at {At / 1000.0} s: {Message}");
}
