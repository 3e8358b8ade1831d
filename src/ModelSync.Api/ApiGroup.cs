namespace ModelSync.Api;

/// <summary>The group and version of all kinds here.</summary>
public static class ApiGroup
{
    /// <summary>The API group.</summary>
    public const string Name = "modelsync.io";

    /// <summary>The one served version.</summary>
    public const string Version = "v1alpha1";

    /// <summary>The category that lists all kinds at once: `kubectl get modelsync`.</summary>
    public const string Category = "modelsync";
}
