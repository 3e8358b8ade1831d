using ModelSync.Api.Gates;
using ModelSync.Operator.Gates.Secrets;

namespace ModelSync.Operator.Tests.Gates;

/// <summary>Secrets by name and key.</summary>
internal sealed class FakeSecrets(params (string Name, string Key, string Value)[] secrets) : ISecretReader
{
    public Task<SecretText> ReadAsync(string ns, SecretKeyReference reference, CancellationToken cancellationToken)
    {
        foreach (var (name, key, value) in secrets)
        {
            if (name == reference.Name && key == reference.Key)
            {
                return Task.FromResult(new SecretText(value));
            }
        }

        throw new SecretException($"there is no Secret {ns}/{reference.Name}: create it with the key {reference.Key}");
    }
}
