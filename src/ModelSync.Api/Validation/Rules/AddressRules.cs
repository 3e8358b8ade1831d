namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of addresses that the operator itself connects to for users. What a name resolves to is looked at again with each request.</summary>
internal static class AddressRules
{
    /// <summary>Adds the rules for a member of the values at a place.</summary>
    public static Place<T> Add<T>(Place<T> place, string name, Func<T, string?> get)
        where T : class => place
        .Require(
            $"self.{name}.matches(r'{Patterns.Address}')",
            self => Patterns.Address.Fits(get(self)!),
            RuleMessage<T>.Naming($"self.{name}", get, $"{name} '{{0}}' must be http://HOST or https://HOST with a lower-case host, an optional port and path, and no user, password or fragment"),
            field: $".{name}")
        .Require(
            $"!self.{name}.matches(r'{Patterns.Internal}')",
            self => !Patterns.Internal.Fits(get(self)!),
            RuleMessage<T>.Naming($"self.{name}", get, $"{name} '{{0}}' is a loopback, link-local, metadata or API server address, which the operator does not connect to; name a Service or another host"),
            field: $".{name}",
            reason: Reasons.Forbidden);
}
