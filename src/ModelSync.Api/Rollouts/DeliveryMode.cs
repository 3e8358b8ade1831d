namespace ModelSync.Api.Rollouts;

/// <summary>How pods get the package.</summary>
public enum DeliveryMode
{
    /// <summary>The pinned addresses are in the environment; the server fetches.</summary>
    Env,

    /// <summary>Components are mounted read-only as image volumes, by digest.</summary>
    ImageVolume,
}
