using ModelSync.Core.Rollouts;

namespace ModelSync.Simulation.World;

/// <summary>A pod. It is made, becomes ready or not, may flap or fail, and terminates.</summary>
internal sealed class Pod(string revision, long createdAt)
{
    /// <summary>The revision that it runs.</summary>
    public string Revision { get; } = revision;

    /// <summary>Whether it is ready.</summary>
    public bool IsReady { get; set; }

    /// <summary>Whether it has been ready for minReadySeconds.</summary>
    public bool IsAvailable { get; set; }

    /// <summary>Counts how often it became ready.</summary>
    public int TimesReady { get; set; }

    /// <summary>Whether it is on its way out.</summary>
    public bool IsTerminating { get; set; }

    /// <summary>Since when it is not ready.</summary>
    public long NotReadySince { get; set; } = createdAt;

    /// <summary>What is wrong with it.</summary>
    public PodProblem? Problem { get; set; }
}
