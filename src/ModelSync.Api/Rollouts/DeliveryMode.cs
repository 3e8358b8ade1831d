namespace ModelSync.Api.Rollouts;

/// <summary>How pods get the package.</summary>
public enum DeliveryMode
{
    /// <summary>The pinned addresses are in environment variables, and the server fetches by itself.</summary>
    Env,

    /// <summary>Components are mounted read-only as image volumes, by digest.</summary>
    ImageVolume,
}
