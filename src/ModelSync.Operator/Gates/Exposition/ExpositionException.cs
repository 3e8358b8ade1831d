using System.Globalization;

namespace ModelSync.Operator.Gates.Exposition;

/// <summary>A page of metrics cannot be read; the message has the line's number and nothing of its text.</summary>
internal sealed class ExpositionException(int line, string problem)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"line {line} of its metrics: {problem}"));
