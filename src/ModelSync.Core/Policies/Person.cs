namespace ModelSync.Core.Policies;

/// <summary>Somebody whom the API server knows.</summary>
/// <param name="Username">The name.</param>
/// <param name="Uid">The identity; null or empty where the authenticator gives none.</param>
public sealed record Person(string Username, string? Uid)
{
    /// <summary>What distinct people differ in.</summary>
    public string Identity => string.IsNullOrEmpty(Uid) ? $"name:{Username}" : $"uid:{Uid}";

    /// <summary>Whether both may be one person: by identity or by name, so that neither a new uid nor a new name makes two of one.</summary>
    public bool MayBe(Person? other) => other is not null
        && (string.Equals(Identity, other.Identity, StringComparison.Ordinal) || string.Equals(Username, other.Username, StringComparison.Ordinal));
}
