namespace ModelSync.Operator.Gates.Http;

/// <summary>Addresses that users write into gates.</summary>
internal static class UserAddress
{
    /// <summary>The address; null when it is none of http or https, or carries a user or password.</summary>
    public static Uri? Parse(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.Host.Length > 0
            ? address
            : null;

    /// <summary>The server that an address leads to, by which requests are bounded.</summary>
    public static string ProviderOf(string? text) => Parse(text)?.GetLeftPart(UriPartial.Authority) ?? "none";
}
