namespace Longhand.Support.Faults;

/// <summary>How an error body is written.</summary>
public enum ErrorShape
{
    /// <summary><c>{"error": {"code": "1302", "message": …}}</c>: the contract.</summary>
    Nested,

    /// <summary>The code as a number, as the service's schema says.</summary>
    NestedNumber,

    /// <summary><c>{"code": "1302", "message": …}</c>.</summary>
    Flat,

    /// <summary><c>{"code": 1302, "msg": …, "success": false}</c>: the service's older form.</summary>
    FlatNumber,
}
