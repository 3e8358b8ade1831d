namespace ModelSync.Api.Schema;

/// <summary>Regular expressions for fields, each with its words. They use only what RE2 and .NET understand alike.</summary>
internal static class Patterns
{
    public const string Label = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    public const string LabelInWords = "lower case letters, digits and -, with a letter or digit at both ends, such as fraud-detector";

    public const string Name = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    public const string NameInWords = "the name of an object: lower case letters, digits, - and ., with a letter or digit at both ends, such as smoke-test";

    public const string Digest = "^sha256:[0-9a-f]{64}$";
    public const string DigestInWords = "sha256: followed by 64 lower case hexadecimal digits";

    public const string Sha256 = "^[0-9a-f]{64}$";
    public const string Sha256InWords = "64 lower case hexadecimal digits, as sha256sum prints them";

    public const string Decimal = "^-?[0-9]{1,15}(\\.[0-9]{1,15})?$";
    public const string DecimalInWords = "a decimal number in quotes, such as \"0.95\"";

    public const string Percent = "^(100|[1-9]?[0-9])%$";
    public const string PercentInWords = "a whole number, or a share from \"0%\" to \"100%\"";

    public const string Url = "^https?://[!-~]+$";
    public const string UrlInWords = "an address that begins with https:// or http://";

    public const string Path = "^/[!-~]*$";
    public const string PathInWords = "a path that begins with /, such as /v2/health/ready";

    public const string Duration = "^([0-9]{1,5}(h|m|s|ms)){1,4}$";
    public const string DurationInWords = "a duration of the Gateway API, such as 10s or 1m30s";

    public const string Quantity = "^[0-9]{1,15}(\\.[0-9]{1,9})?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$";
    public const string QuantityInWords = "a quantity, such as \"2\", \"500m\" or \"16Gi\"";
}
