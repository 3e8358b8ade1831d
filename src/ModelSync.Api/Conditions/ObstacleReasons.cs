namespace ModelSync.Api.Conditions;

/// <summary>The reasons of what stands in a rollout's way in its cluster: objects that are missing, refused or unreadable.</summary>
public static class ObstacleReasons
{
    /// <summary>The API server refuses a write; it is tried again, at least every 30 s, and nothing else waits for it.</summary>
    /// <remarks>Read the message: it has the server's own words. As a rule a permission is missing, or an admission policy objects.</remarks>
    public const string WriteRefused = "WriteRefused";

    /// <summary>A write failed three times in a row for a reason that may pass, such as a webhook that does not answer; it is tried again.</summary>
    /// <remarks>Wait. If it lasts: look at what the message names.</remarks>
    public const string WriteFailed = "WriteFailed";

    /// <summary>The cluster does not serve the kind of route that spec.traffic names.</summary>
    /// <remarks>Install the CRDs of the Gateway API or of Istio, or choose another spec.traffic.type.</remarks>
    public const string RouteKindMissing = "RouteKindMissing";

    /// <summary>The routes of that kind cannot be listed, so that nobody knows where traffic goes; rollouts with another traffic.type go on.</summary>
    /// <remarks>Look at the operator's log: a permission is missing, or a conversion webhook does not answer.</remarks>
    public const string RouteKindUnknown = "RouteKindUnknown";

    /// <summary>The route that spec.traffic refers to is not there.</summary>
    /// <remarks>Create the route, or name another one in spec.traffic.</remarks>
    public const string RouteNotFound = "RouteNotFound";

    /// <summary>The route that spec.traffic refers to has no rule of that name, or two.</summary>
    /// <remarks>Name one rule of the route, and name it in spec.traffic.</remarks>
    public const string RuleNotFound = "RuleNotFound";

    /// <summary>The ControllerRevision of a revision is gone: it can be scaled down and traffic can leave it, and nothing of it can be made.</summary>
    /// <remarks>Restore the ControllerRevision, or name another version.</remarks>
    public const string RecordMissing = "RecordMissing";

    /// <summary>A ControllerRevision cannot be read: a newer ModelSync wrote it, or somebody changed it.</summary>
    /// <remarks>Install the newer ModelSync again, or restore the object.</remarks>
    public const string RecordUnreadable = "RecordUnreadable";

    /// <summary>A component has no pinned address yet.</summary>
    /// <remarks>Wait until the ModelVersion is Ready.</remarks>
    public const string NotResolved = "NotResolved";

    /// <summary>spec.delivery is ImageVolume, and a component is no OCI artifact.</summary>
    /// <remarks>Put the component into an OCI registry, or use delivery Env.</remarks>
    public const string UnsupportedDelivery = "UnsupportedDelivery";

    /// <summary>An Event only: the API server refuses the status, so nothing is done.</summary>
    /// <remarks>Install the CRDs that belong to this ModelSync; the message has the server's own words.</remarks>
    public const string StatusRefused = "StatusRefused";
}
