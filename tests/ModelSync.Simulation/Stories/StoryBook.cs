using ModelSync.Simulation.Stories.Library;

namespace ModelSync.Simulation.Stories;

/// <summary>The stories whose telling is kept beside the tests; each theme has a file in Library.</summary>
internal static class StoryBook
{
    /// <summary>All stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        .. CanaryStories.All, .. FailureStories.All, .. ServiceStories.All, .. BlueGreenStories.All, .. FirstVersionStories.All, .. TargetStories.All,
        .. WindowStories.All, .. SpecStories.All, .. VerbStories.All, .. QuarantineStories.All, .. PolicyStories.All, .. GateStories.All,
        .. FleetStories.All, .. PlacementStories.All, .. TrafficStories.All, .. ClockStories.All,
    ];
}
