namespace ModelSync.Api.Validation.Rules;

/// <summary>The patterns of rules, in the part of the syntax that RE2 and .NET read alike. They end with \z: $ means something else in .NET.</summary>
internal static class Patterns
{
    private const string Number = "(0|[1-9][0-9]{0,17})";
    private const string Identifier = "(0|[1-9][0-9]*|[0-9]*[a-z]([-0-9a-z]*[0-9a-z])?|[0-9]+-[-0-9a-z]*[0-9a-z])";
    private const string Host = @"[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?(:[0-9]{1,5})?";
    private const string Path = @"[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?";
    private const string Repository = $"({Host}/)?{Path}";

    private const string Step = "(/[1-9][0-9]?)?";
    private const string Minute = "[0-5]?[0-9]";
    private const string Hour = "(2[0-3]|[01]?[0-9])";
    private const string Day = "(3[01]|[12][0-9]|0?[1-9])";
    private const string Month = "(1[0-2]|0?[1-9]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)";
    private const string Weekday = "([0-7]|SUN|MON|TUE|WED|THU|FRI|SAT)";
    private const string Minutes = $@"({MinuteItem})(,({MinuteItem}))*";
    private const string MinuteItem = $@"\*{Step}|{Minute}(-{Minute}{Step})?";
    private const string Hours = $@"({HourItem})(,({HourItem}))*";
    private const string HourItem = $@"\*{Step}|{Hour}(-{Hour}{Step})?";
    private const string Days = $@"({DayItem})(,({DayItem}))*";
    private const string DayItem = $@"\*{Step}|{Day}(-{Day}{Step})?";
    private const string Months = $@"({MonthItem})(,({MonthItem}))*";
    private const string MonthItem = $@"\*{Step}|{Month}(-{Month}{Step})?";
    private const string Weekdays = $@"({WeekdayItem})(,({WeekdayItem}))*";
    private const string WeekdayItem = $@"\*{Step}|{Weekday}(-{Weekday}{Step})?";

    /// <summary>The name of a ModelRollout: it also names Services, and leaves room for a revision behind it.</summary>
    public static Pattern RolloutName { get; } = new(@"^[a-z]([-a-z0-9]{0,50}[a-z0-9])?\z");

    /// <summary>A version, as <see cref="Versions.SemanticVersion"/> reads it; a test holds the two together.</summary>
    public static Pattern Version { get; } = new($@"^{Number}\.{Number}\.{Number}(-{Identifier}(\.{Identifier})*)?(\+data\.{Number})?\z");

    /// <summary>The name of a container's port; it needs a letter besides.</summary>
    public static Pattern PortName { get; } = new(@"^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?\z");

    /// <summary>An image reference with an optional host, tag and digest.</summary>
    public static Pattern Image { get; } = new($@"^{Repository}\z");

    /// <summary>An OCI artifact: a host, a repository, and an optional tag and digest.</summary>
    public static Pattern Oci { get; } = new($@"^oci://{Host}/{Path}\z");

    /// <summary>A file that is fetched over TLS, without credentials in its address.</summary>
    public static Pattern Https { get; } = new($@"^https://{Host}/[!-~]+\z");

    /// <summary>A file or folder on a PersistentVolumeClaim of the namespace.</summary>
    public static Pattern Pvc { get; } = new(@"^pvc://[a-z0-9]([-a-z0-9.]*[a-z0-9])?/[!-~]+\z");

    /// <summary>An address that the operator may send a request to.</summary>
    public static Pattern Address { get; } = new(@"^https?://([a-z0-9]([-a-z0-9.]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[0-9]{1,5})?([/?][!-""$-~]*)?\z");

    /// <summary>An address that is certainly the pod's own, link-local, a metadata service or the API server.</summary>
    public static Pattern Internal { get; } = new(@"^https?://(localhost|127\.[0-9.]+|0\.0\.0\.0|169\.254\.[0-9.]+|\[::1?\]|\[fe80:[^\]]*\]|metadata\.google\.internal|kubernetes\.default(\.svc(\.[-a-z0-9.]+)?)?)(:[0-9]+)?([/?#]|\z)");

    /// <summary>A query in which nothing stands in double braces but what is filled in.</summary>
    public static Pattern Query { get; } = new(@"^([^{]|\{[^{]|\{\{(revision|stableRevision|service|namespace|window|args\.[A-Za-z0-9_-]+)\}\})*\z");

    /// <summary>Minute, hour, day of month, month and day of week.</summary>
    public static Pattern Cron { get; } = new($"^{Minutes} {Hours} {Days} {Months} {Weekdays}\\z");

    /// <summary>A name that a parameter may have.</summary>
    public static Pattern ParameterName { get; } = new(@"^[A-Za-z_][A-Za-z0-9_.-]*\z");

    /// <summary>A name of the time zone database; Local would be another one on each machine.</summary>
    public static Pattern TimeZone { get; } = new(@"^(UTC|Etc/[A-Z][-+A-Za-z0-9]*|[A-Z][A-Za-z_]+(/[A-Z][-A-Za-z_]+){1,2})\z");

    /// <summary>A public key as PEM.</summary>
    public static Pattern PublicKey { get; } = new(@"^-----BEGIN PUBLIC KEY-----\r?\n[A-Za-z0-9+/=\r\n]+\n-----END PUBLIC KEY-----\s*\z");
}
