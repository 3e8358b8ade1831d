using ModelSync.Simulation.Engine;

namespace ModelSync.Simulation.World;

/// <summary>A time between two bounds, in milliseconds.</summary>
internal readonly record struct Span(int Least, int Most)
{
    /// <summary>One time of the span.</summary>
    public int Next(SimRandom random) => Least == Most ? Least : random.Between(Least, Most);
}
