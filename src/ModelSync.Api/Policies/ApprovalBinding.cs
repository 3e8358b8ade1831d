namespace ModelSync.Api.Policies;

/// <summary>What an approval is good for.</summary>
public enum ApprovalBinding
{
    /// <summary>One revision: the package and all that its pods are made from.</summary>
    Revision,

    /// <summary>The package.</summary>
    Package,
}
