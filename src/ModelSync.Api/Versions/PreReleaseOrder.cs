namespace ModelSync.Api.Versions;

/// <summary>The order of pre-releases, rule 11 of semver.org: none comes last, numbers before words, a beginning before the whole.</summary>
internal static class PreReleaseOrder
{
    public static int Compare(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return (left is null).CompareTo(right is null);
        }

        var others = right.Split('.');
        var parts = left.Split('.');
        for (var i = 0; i < Math.Min(parts.Length, others.Length); i++)
        {
            var order = CompareParts(parts[i], others[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return parts.Length.CompareTo(others.Length);
    }

    private static int CompareParts(string left, string right)
    {
        var number = IsNumber(left);
        if (number != IsNumber(right))
        {
            return number ? -1 : 1;
        }

        // Without leading zeros the longer number is the greater one, however long it is.
        return number && left.Length != right.Length ? left.Length.CompareTo(right.Length) : Math.Sign(string.CompareOrdinal(left, right));
    }

    private static bool IsNumber(string part) => part.All(char.IsAsciiDigit);
}
