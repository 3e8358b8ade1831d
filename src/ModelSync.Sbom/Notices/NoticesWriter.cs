using System.Text;
using ModelSync.Sbom.Restored;

namespace ModelSync.Sbom.Notices;

/// <summary>Writes the texts that the licences of packages want to go with every copy.</summary>
internal static class NoticesWriter
{
    private const string Rule = "--------------------------------------------------------------------------------";

    /// <summary>All of them as one text, package by package.</summary>
    public static string Write(Restoration restoration)
    {
        var text = new StringBuilder("This program contains the following packages, each under its own licence.\n");
        foreach (var package in restoration.Packages.Values)
        {
            text.Append('\n').Append(Rule).Append('\n').Append(package.Id).Append(' ').Append(package.Version).Append(": ").Append(package.Licence ?? "see below").Append('\n');
            string[] texts = [.. package.LicenceFiles.IsEmpty ? [Instead(package)] : package.LicenceFiles.Select(File.ReadAllText), .. package.NoticeFiles.Select(File.ReadAllText)];
            foreach (var one in texts)
            {
                text.Append(Rule).Append("\n\n").Append(one.ReplaceLineEndings("\n").Trim()).Append('\n');
            }
        }

        return text.ToString();
    }

    // A package may name its licence and not bring the text, which has to go with every copy all the same.
    private static string Instead(RestoredPackage package) => package is { Licence: "MIT", Copyright: { } copyright }
        ? $"The MIT License\n\n{copyright}\n\n{Mit}"
        : throw new SbomException($"The package {package.Id} {package.Version} ({package.Licence ?? "no SPDX licence"}) brings no text of its licence, or does not say whose it is: add the text to {nameof(NoticesWriter)}, or do without the package.");

    private const string Mit =
        """
        Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal
        in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
        copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

        The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

        THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
        FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
        IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
        """;
}
