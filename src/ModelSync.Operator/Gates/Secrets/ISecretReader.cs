using ModelSync.Api.Gates;

namespace ModelSync.Operator.Gates.Secrets;

/// <summary>Reads Secrets that gates refer to, when they are needed and no earlier: they may change at any time.</summary>
internal interface ISecretReader
{
    /// <summary>The value of a key of a Secret in the rollout's namespace.</summary>
    /// <exception cref="SecretException">There is none.</exception>
    Task<SecretText> ReadAsync(string ns, SecretKeyReference reference, CancellationToken cancellationToken);
}
