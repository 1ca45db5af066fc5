using System.Globalization;

namespace Longhand.Recordings;

/// <summary>Sums as people read them.</summary>
public static class MoneyText
{
    /// <summary><c>0.0024 USD</c>: cents, and where there are none of them two digits that say something.</summary>
    public static string Of(decimal amount, string currency)
    {
        var format = amount switch
        {
            > 0 and < 0.0001m => "0.########",
            > 0 and < 0.1m => "0.####",
            _ => "0.00",
        };
        return $"{amount.ToString(format, CultureInfo.InvariantCulture)} {currency}";
    }
}
